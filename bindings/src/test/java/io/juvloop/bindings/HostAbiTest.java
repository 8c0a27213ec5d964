package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.LayoutCheck;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The layouts of [HostAbi], against what the C compiler says here.
class HostAbiTest {
    static final Map<String, String> KEYS = new TreeMap<>(Map.ofEntries(
            Map.entry("LONG_BYTES", "sizeof.long"),
            Map.entry("INTERFACE_NAME", "uv_interface_address_t.name.offset"),
            Map.entry("INTERFACE_PHYS_ADDR", "uv_interface_address_t.phys_addr.offset"),
            Map.entry("INTERFACE_IS_INTERNAL", "uv_interface_address_t.is_internal.offset"),
            Map.entry("INTERFACE_ADDRESS", "uv_interface_address_t.address.offset"),
            Map.entry("INTERFACE_NETMASK", "uv_interface_address_t.netmask.offset"),
            Map.entry("INTERFACE_SIZE", "uv_interface_address_t.size"),
            Map.entry("CPU_MODEL", "uv_cpu_info_t.model.offset"),
            Map.entry("CPU_SPEED", "uv_cpu_info_t.speed.offset"),
            Map.entry("CPU_TIMES", "uv_cpu_info_t.user.offset"),
            Map.entry("CPU_SIZE", "uv_cpu_info_t.size"),
            Map.entry("TIMEVAL_USEC", "uv_timeval_t.usec.offset"),
            Map.entry("RUSAGE_UTIME", "uv_rusage_t.utime.offset"),
            Map.entry("RUSAGE_STIME", "uv_rusage_t.stime.offset"),
            Map.entry("RUSAGE_COUNTERS", "uv_rusage_t.maxrss.offset"),
            Map.entry("RUSAGE_SIZE", "uv_rusage_t.size"),
            Map.entry("PASSWD_USERNAME", "uv_passwd_t.username.offset"),
            Map.entry("PASSWD_UID", "uv_passwd_t.uid.offset"),
            Map.entry("PASSWD_GID", "uv_passwd_t.gid.offset"),
            Map.entry("PASSWD_SHELL", "uv_passwd_t.shell.offset"),
            Map.entry("PASSWD_HOMEDIR", "uv_passwd_t.homedir.offset"),
            Map.entry("PASSWD_SIZE", "uv_passwd_t.size"),
            Map.entry("UTSNAME_TEXT_BYTES", "uv_utsname_t.release.offset"),
            Map.entry("UTSNAME_SIZE", "uv_utsname_t.size")));

    /// In headers from 1.45 on.
    static final Map<String, String> NEWER_KEYS = new TreeMap<>(Map.of(
            "GROUP_NAME", "uv_group_t.groupname.offset",
            "GROUP_GID", "uv_group_t.gid.offset",
            "GROUP_MEMBERS", "uv_group_t.members.offset",
            "GROUP_SIZE", "uv_group_t.size",
            "METRICS_LOOP_COUNT", "uv_metrics_t.loop_count.offset",
            "METRICS_EVENTS", "uv_metrics_t.events.offset",
            "METRICS_EVENTS_WAITING", "uv_metrics_t.events_waiting.offset",
            "METRICS_SIZE", "uv_metrics_t.size"));

    @Test
    void everyFactIsCompared() {
        assertThat(HostAbi.class.getDeclaredFields()).hasSize(KEYS.size() + NEWER_KEYS.size());
    }

    @Test
    void factsAreThoseOfTheCompiler() throws IOException, InterruptedException, ReflectiveOperationException {
        Map<String, String> said = LayoutCheck.facts();
        Map<String, String> compared = new TreeMap<>(KEYS);
        if (said.containsKey("uv_metrics_t.size")) {
            compared.putAll(NEWER_KEYS);
        }
        for (Map.Entry<String, String> fact : compared.entrySet()) {
            Field ours = HostAbi.class.getDeclaredField(fact.getKey());
            assertThat(said.get(fact.getValue())).as(fact.getKey()).isEqualTo("" + ours.getInt(null));
        }
    }

    @Test
    void countersFillTheRestOfTheUsage() throws IOException, InterruptedException {
        assertThat(LayoutCheck.facts())
                .containsEntry("uv_rusage_t.nivcsw.offset", "" + (HostAbi.RUSAGE_SIZE - Long.BYTES))
                .containsEntry("uv_cpu_info_t.irq.offset", "" + (HostAbi.CPU_TIMES + 4 * Long.BYTES));
    }
}
