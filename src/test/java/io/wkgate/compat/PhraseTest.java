package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The promise: what the reports say is there in both languages, with the same places to fill. */
class PhraseTest {

    @Test
    void bothLanguagesLeaveTheSameOpen() {
        assertThat(Phrase.values())
                .allSatisfy(phrase -> assertThat(places(phrase.in(Language.ZH)))
                        .as(phrase.name())
                        .isEqualTo(places(phrase.in(Language.EN))));
    }

    private static long places(String text) {
        return Arrays.stream(text.split("%s", -1)).count();
    }
}
