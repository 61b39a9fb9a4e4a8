package io.wkgate.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where there is no build to run, the message says what to set instead. */
class MariaDbInstallationTest {
    @ParameterizedTest
    @CsvSource({"Linux, aarch64", "Mac OS X, x86_64", "Windows 11, aarch64", "FreeBSD, amd64"})
    void aPlatformWithoutABuildIsToldWhichSettingToGive(String system, String architecture) {
        assertThatThrownBy(() -> MariaDbInstallation.locationOnClassPath(system, architecture))
                .isInstanceOf(NoEmbeddedBuildException.class)
                .hasMessageContaining(system + " on " + architecture)
                .hasMessageContaining("database.url")
                .hasMessageContaining("WKGATE_DATABASE_URL=mysql://user:password@host:3306/wkgate");
    }

    @Test
    void thisPlatformHasOne() {
        assertThat(MariaDbInstallation.locationOnClassPath(
                        System.getProperty("os.name"), System.getProperty("os.arch")))
                .contains("mariadb-");
    }
}
