package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mysqlclient.MySQLException;
import io.wkgate.store.DatabaseFault.Away;
import io.wkgate.store.DatabaseFault.RowRefused;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: a failure that lies in a row is told from one that may pass, for the one is set aside and the other tried
 * again, and what is said of it holds no content.
 */
class DatabaseFaultTest {

    @ParameterizedTest
    @CsvSource({
        "1406, 22001, Data too long for column 'from_uid' at row 3",
        "1366, HY000, Incorrect string value: 'x' for column 'from_uid' at row 1",
        "1366, 22007, Incorrect string value: 'x' for column `shop`.`message`.`from_uid` at row 1",
        "1264, 22003, Out of range value for column 'from_uid' at row 1",
        "1265, 01000, Data truncated for column 'from_uid' at row 1",
        "1048, 23000, Column 'from_uid' cannot be null",
        "1052, 23000, Column 'message.from_uid' in where clause is ambiguous"
    })
    void whatLiesInAColumnNamesIt(int code, String state, String message) {
        assertThat(DatabaseFault.of(new MySQLException(message, code, state)))
                .isEqualTo(new RowRefused("from_uid", "error " + code + " (" + state + ")"));
    }

    @ParameterizedTest
    @CsvSource({
        "1153, 08S01, Got a packet bigger than 'max_allowed_packet' bytes",
        "1118, 42000, Row size too large",
        "3819, HY000, Check constraint 'positive' is violated.",
        "4025, 23000, CONSTRAINT `positive` failed for `shop`.`message`",
        "1644, 45000, not here",
        "1644, 99999, a state of the trigger's own",
        "1526, HY000, Table has no partition for value 7"
    })
    void whatLiesInTheRowAsAWholeIsOfTheEntry(int code, String state, String message) {
        assertThat(DatabaseFault.of(new MySQLException(message, code, state)))
                .isEqualTo(new RowRefused("entry", "error " + code + " (" + state + ")"));
    }

    @ParameterizedTest
    @CsvSource({
        "1213, 40001, Deadlock found when trying to get lock",
        "1205, HY000, Lock wait timeout exceeded",
        "1290, HY000, The MariaDB server is running with the --read-only option",
        "1836, HY000, Running in read-only mode",
        "1040, 08004, Too many connections",
        "1045, 28000, Access denied",
        "1114, HY000, The table 'message' is full",
        "1021, HY000, Disk full",
        "1142, 42000, INSERT command denied",
        "1146, 42S02, Table doesn't exist",
        "1364, HY000, Field 'extra' doesn't have a default value"
    })
    void whatMayPassIsNoRowsFault(int code, String state, String message) {
        assertThat(DatabaseFault.of(new MySQLException(message, code, state)))
                .isEqualTo(new Away("error " + code + " (" + state + ")"));
    }

    @Test
    void aServerThatIsNotReachedIsAway() {
        assertThat(DatabaseFault.of(new ConnectException("127.0.0.1 refused"))).isEqualTo(new Away("ConnectException"));
    }
}
