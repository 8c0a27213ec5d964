package io.juvloop.postgres.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.postgres.AccessRule;
import io.juvloop.postgres.DataException;
import io.juvloop.postgres.InsufficientResources;
import io.juvloop.postgres.IntegrityViolation;
import io.juvloop.postgres.InvalidAuthorization;
import io.juvloop.postgres.InvalidTransactionState;
import io.juvloop.postgres.OperatorIntervention;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.SqlStates;
import io.juvloop.postgres.TransactionRollback;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The choice of an exception's class by the code, and what it says.
class ServerExceptionTest {
    static Stream<Arguments> codes() {
        return Stream.of(
                Arguments.of("23505", IntegrityViolation.Unique.class),
                Arguments.of("23503", IntegrityViolation.ForeignKey.class),
                Arguments.of("23001", IntegrityViolation.ForeignKey.class),
                Arguments.of("23502", IntegrityViolation.NotNull.class),
                Arguments.of("23514", IntegrityViolation.Check.class),
                Arguments.of("23P01", IntegrityViolation.Exclusion.class),
                Arguments.of("23000", IntegrityViolation.class),
                Arguments.of("40001", TransactionRollback.Serialization.class),
                Arguments.of("40P01", TransactionRollback.Deadlock.class),
                Arguments.of("40003", TransactionRollback.class),
                Arguments.of("25P02", InvalidTransactionState.InFailed.class),
                Arguments.of("25006", InvalidTransactionState.ReadOnly.class),
                Arguments.of("25P03", InvalidTransactionState.class),
                Arguments.of("22012", DataException.class),
                Arguments.of("42601", AccessRule.Syntax.class),
                Arguments.of("42P01", AccessRule.UndefinedTable.class),
                Arguments.of("42703", AccessRule.UndefinedColumn.class),
                Arguments.of("42501", AccessRule.InsufficientPrivilege.class),
                Arguments.of("42P07", AccessRule.class),
                Arguments.of("28P01", InvalidAuthorization.class),
                Arguments.of("28000", InvalidAuthorization.class),
                Arguments.of("57014", OperatorIntervention.QueryCanceled.class),
                Arguments.of("57P01", OperatorIntervention.AdminShutdown.class),
                Arguments.of("57P03", OperatorIntervention.class),
                Arguments.of("53300", InsufficientResources.class),
                Arguments.of("P0001", ServerException.class),
                Arguments.of("0A000", ServerException.class),
                Arguments.of("4", ServerException.class),
                Arguments.of("", ServerException.class));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theCodeChoosesTheClass(String code, Class<?> expected) {
        ServerException made = ServerException.of(ServerDetails.of("ERROR", code, "no"), null);
        assertThat(made).isExactlyInstanceOf(expected);
        assertThat(made.sqlState()).isEqualTo(code);
        assertThat(made.statement()).isEmpty();
        assertThat(made.row()).isEmpty();
    }

    @Test
    void aMessageHasTheTextTheCodeTheDetailAndTheHint() {
        ServerDetails details = new ServerDetails(
                "ERROR",
                "23505",
                "duplicate key",
                "Key (id)=(1) exists.",
                "Take another.",
                0,
                0,
                null,
                null,
                "public",
                "city",
                null,
                null,
                "city_pkey",
                "nbtinsert.c",
                666,
                "_bt_check_unique");
        ServerException made = ServerException.of(details, "insert into city", 7, "the batch was undone");
        assertThat(made).hasMessage("""
                        duplicate key (23505)
                          DETAIL: Key (id)=(1) exists.
                          HINT: Take another.
                          in row 7
                          the batch was undone""");
        assertThat(made.statement()).contains("insert into city");
        assertThat(made.row()).hasValue(7);
        assertThat(made.details()).isEqualTo(details);
    }

    @Test
    void aMessageBeginsWithTheSeverityIfItIsWorseThanAnError() {
        ServerDetails details = ServerDetails.of("FATAL", "57P01", "terminating connection");
        assertThat(details.isFatal()).isTrue();
        assertThat(ServerException.of(details, null)).hasMessage("FATAL: terminating connection (57P01)");
    }

    @Test
    void anExceptionSurvivesSerialization() throws IOException, ClassNotFoundException {
        ServerException made = ServerException.of(ServerDetails.of("ERROR", "40001", "try again"), "select 1", 3, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(made);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ServerException read = (ServerException) in.readObject();
            assertThat(read).isExactlyInstanceOf(TransactionRollback.Serialization.class);
            assertThat(read.details()).isEqualTo(made.details());
            assertThat(read.row()).hasValue(3);
        }
    }

    @Test
    void allCodesAreDifferentAndHaveFiveCharacters() {
        List<String> codes = Arrays.stream(SqlStates.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException impossible) {
                        throw new AssertionError(impossible);
                    }
                })
                .toList();
        assertThat(codes).hasSizeGreaterThan(250).doesNotHaveDuplicates().allMatch(code -> code.matches("[0-9A-Z]{5}"));
    }
}
