package io.wkgate.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The promise: no text and no attribute's value can become markup, and no page is given out with something left open. */
class HtmlWriterTest {

    @Test
    void textsAndValuesAreEscaped() {
        HtmlWriter html = new HtmlWriter();
        html.element("p", "<script>&\"'</script>", "title", "\"><img src=x onerror='y'>");
        assertThat(html.finished())
                .isEqualTo("<!doctype html>\n<p title=\"&quot;&gt;&lt;img src=x onerror=&#39;y&#39;&gt;\">"
                        + "&lt;script&gt;&amp;&quot;&#39;&lt;/script&gt;</p>\n");
    }

    @Test
    void whatIsLeftOpenIsNoPage() {
        HtmlWriter html = new HtmlWriter().open("p");
        assertThatThrownBy(html::finished).hasMessageContaining("p");
    }
}
