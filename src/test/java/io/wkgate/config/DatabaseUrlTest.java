package io.wkgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: an address is read as it is meant or refused with the form that is wanted, and its password is never shown. */
class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "mysql://me:pw@db:3307/im,              db,         3307, me,   pw",
        "mysql://me:pw@db/im,                   db,         3306, me,   pw",
        "mariadb://me:pw@10.0.0.1:3306/im,      10.0.0.1,   3306, me,   pw",
        "mysql://me:pw@my_db:3306/im,           my_db,      3306, me,   pw",
        "mysql://me:pw@db.example-1.com:3306/im, db.example-1.com, 3306, me, pw",
        "mysql://m%40e:p%3Aw%2F%40%25@db/im,    db,         3306, m@e,  p:w/@%",
        "mysql://me:a+b@db/im,                  db,         3306, me,   a+b",
        "mysql://me:a:b@db/im,                  db,         3306, me,   a:b",
        "mysql://me@db/im,                      db,         3306, me,   ''",
        "mysql://me:@db/im,                     db,         3306, me,   ''"
    })
    void anAddressIsRead(String text, String host, int port, String user, String password) {
        assertThat(DatabaseUrl.parse(text)).isEqualTo(new DatabaseUrl(host, port, user, new Secret(password), "im"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db",
                "mysql://",
                "mysql:me",
                "mysql://me:SECRET@db",
                "mysql://me:SECRET@db/",
                "mysql://me:SECRET@db/a/b",
                "mysql://db/im",
                "mysql://me:SECRET@/im",
                "mysql://me:SECRET@db:x/im",
                "mysql://me:SECRET@db:0/im",
                "mysql://me:SECRET@db:70000/im",
                "postgres://me:SECRET@db/im",
                "jdbc:mysql://me:SECRET@db/im",
                "mysql://me:SECR%ET@db/im",
                "mysql://me:SEC RET@db/im"
            })
    void whatIsNoAddressIsRefusedWithoutBeingQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseUrl.parse(text))
                .withMessageContaining("must look like mysql://user:password@host:port/name")
                .withMessageNotContaining("SEC");
    }

    @Test
    void itsTextHidesThePassword() {
        assertThat(DatabaseUrl.parse("mysql://me:SECRET@db/im")).hasToString("mysql://me:***@db:3306/im");
    }
}
