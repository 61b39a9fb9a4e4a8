package io.wkgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: a webhook's address is kept as it was given or refused unquoted, and its text holds no secret. */
class DestinationUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://business,                               http://business",
        "http://business/,                              http://business/",
        "' https://business:8443/v2/webhook ',          https://business:8443/v2/webhook",
        "http://[::1]:8090/hook,                        http://[::1]:8090/hook",
        "http://business/a%20b?key=geheim,              http://business/a%20b",
        "https://me:geheim@business/hook?key=geheim&x,  https://business/hook",
        "https://geheim@business:1/hook,                https://business:1/hook"
    })
    void itsTextLeavesOutUserAndQuery(String given, String shown) {
        assertThat(DestinationUrl.parse(given)).hasToString(shown);
    }

    @Test
    void itIsKeptAsItWasGiven() {
        String given = "https://me:p%40ss@business:8443/v2/webhook?key=a%26b&c";
        assertThat(DestinationUrl.parse(given).uri()).isEqualTo(URI.create(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "geheim",
                "business:8090/geheim",
                "ftp://me:geheim@business",
                "HTTP:geheim",
                "http://",
                "http:///geheim",
                "http://me:geheim@",
                "http://me:geheim@business:70000",
                "http://me:geheim@business:x",
                "http://me:ge heim@business",
                "http://business/#geheim"
            })
    void whatIsNoAddressIsRefusedWithoutBeingQuoted(String given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DestinationUrl.parse(given))
                .withMessageStartingWith("must be an address such as http://business:8090/v2/webhook")
                .withMessageNotContaining("heim")
                .withNoCause();
    }

    @Test
    void aHostWithAnUnderscoreIsToldAsSuch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DestinationUrl.parse("http://my_server:8090/"))
                .withMessageEndingWith("; a host's name holds no underscore");
    }
}
