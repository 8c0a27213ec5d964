package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.Notification;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.SqlStates;
import io.juvloop.postgres.internal.wire.ClientEncoding;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.FrameReceiver;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.RowBlock;
import io.juvloop.postgres.internal.wire.ServerFields;
import io.juvloop.postgres.internal.wire.TransactionStatus;

/// Where each message of the server goes: the one switch over their types.
///
/// Notices, settings, notifications and fatal errors are for the session, whatever runs. All the rest is for the
/// operation at the head of [Pipelining]. A message that comes while there is no head, or that the head does not
/// take, is a [ProtocolViolation], with which [Session#dataReceived] ends the connection.
///
/// Loop thread only. One a connection, with its lifetime; it keeps nothing but the session.
final class Dispatch implements FrameReceiver {
    private static final String UNBEGUN = "the transaction could not begin";

    private final Session session;

    /// Makes the one of a connection.
    ///
    /// @param session of the connection
    Dispatch(Session session) {
        this.session = session;
    }

    @Override
    public boolean isDropping() {
        return session.isDropping();
    }

    @Override
    public void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.READY_FOR_QUERY -> readyReceived(frame);
            case MessageTypes.ERROR_RESPONSE -> errorReceived(ServerFields.parse(frame));
            case MessageTypes.NOTICE_RESPONSE -> noticeReceived(frame);
            case MessageTypes.PARAMETER_STATUS -> settingReceived(frame);
            case MessageTypes.NOTIFICATION_RESPONSE -> notificationReceived(frame);
            case MessageTypes.CLOSE_COMPLETE -> frame.requireEnd();
            case MessageTypes.BIND_COMPLETE,
                    MessageTypes.PARSE_COMPLETE,
                    MessageTypes.NO_DATA,
                    MessageTypes.PORTAL_SUSPENDED,
                    MessageTypes.EMPTY_QUERY_RESPONSE,
                    MessageTypes.COPY_DONE -> {
                frame.requireEnd();
                requireHead(frame.type()).frameReceived(frame);
            }
            default -> requireHead(frame.type()).frameReceived(frame);
        }
    }

    private Operation<?> requireHead(byte type) {
        Operation<?> head = session.pipelining().head();
        if (head == null) {
            throw new ProtocolViolation(
                    "the server has sent a message " + MessageTypes.name(type) + " though nothing was asked");
        }
        session.log.answered(head);
        return head;
    }

    @Override
    public boolean wantsRows() {
        Operation<?> head = requireHead(MessageTypes.DATA_ROW);
        if (!head.mayHaveRows()) {
            throw head.unexpected(MessageTypes.DATA_ROW);
        }
        return !head.isDone() && head.wantsRows();
    }

    @Override
    public void rowsReceived(RowBlock rows) {
        Operation<?> head = requireHead(MessageTypes.DATA_ROW);
        head.rowCount += rows.rows();
        head.byteCount += rows.bytes().length;
        head.rowsReceived(rows);
    }

    @Override
    public void rowsDropped(int rows, int bytes) {
        Operation<?> head = requireHead(MessageTypes.DATA_ROW);
        head.rowCount += rows;
        head.byteCount += bytes;
    }

    private void readyReceived(Frame frame) {
        session.state().setTransactionStatus(TransactionStatus.parse(frame));
        Operation<?> head = requireHead(MessageTypes.READY_FOR_QUERY);
        if (head.isPrefix() || (head.failure == null && !head.isAnswered())) {
            throw head.unexpected(MessageTypes.READY_FOR_QUERY);
        }
        session.pipelining().removeHead();
        if (head.mustRunAgain() || (mayRepeat(head) && (head.isToBeRepeated() || isBystander(head)))) {
            head.reset();
            session.pipelining().addFirst(head);
        } else {
            head.finish();
            session.finished(head);
        }
        session.cancellation.headReady(head);
    }

    /// Without the transaction that was to begin in front of it, it would take effect by itself.
    private static boolean mayRepeat(Operation<?> head) {
        return !head.isDone() && !head.isUnbegun;
    }

    private boolean isBystander(Operation<?> head) {
        return head.failure instanceof ServerException failed
                && failed.sqlState().equals(SqlStates.QUERY_CANCELED)
                && session.cancellation.takesBack(head);
    }

    private void errorReceived(ServerDetails details) {
        if (details.isFatal()) {
            session.willEnd(ServerException.of(details, null));
            return;
        }
        Operation<?> head = requireHead(MessageTypes.ERROR_RESPONSE);
        while (head.isPrefix()) {
            head.errorReceived(details);
            session.pipelining().removeHead();
            head.finish();
            session.finished(head);
            if (head.isGuard()) {
                session.pipelining().refuseUnbegun(new IllegalStateException(UNBEGUN, head.failure));
            }
            head = requireHead(MessageTypes.ERROR_RESPONSE);
            head.isUnbegun = true;
        }
        head.errorReceived(details);
    }

    private void noticeReceived(Frame frame) {
        if (session.notices.isHeard()) {
            session.notices.noticed(ServerFields.parse(frame));
        }
    }

    private void settingReceived(Frame frame) {
        String name = frame.getCString();
        String value = frame.getCString();
        frame.requireEnd();
        boolean isChanged = !session.state().setting(name).equals(value);
        session.state().setSetting(name, value);
        ClientEncoding.check(name, value);
        if (isChanged && name.equals("search_path")) {
            session.preparing().forgetDescriptions();
        }
    }

    private void notificationReceived(Frame frame) {
        int pid = frame.getInt();
        String channel = frame.getCString();
        String payload = frame.getCString();
        frame.requireEnd();
        session.listeners.notified(new Notification(channel, payload, pid));
    }
}
