package io.wkgate.compat;

/** How a report shows that something works or not: a sign and words, for a colour alone says nothing to many. */
record Mark(String sign, Text word, Text sentence) {

    static Mark of(Support support) {
        return switch (support) {
            case WORKS ->
                new Mark(
                        "✓",
                        new Text("Works", "可用"),
                        new Text("this WuKongIM does it by itself", "这个版本的 WuKongIM 自己就能做到"));
            case THROUGH_WKGATE ->
                new Mark(
                        "◐",
                        new Text("Via wkgate", "经 wkgate"),
                        new Text(
                                "by itself it fails or loses something; behind wkgate it works",
                                "单独运行会失败或有损失，接上 wkgate 后可用"));
            case DEGRADED ->
                new Mark(
                        "!",
                        new Text("Degraded", "部分可用"),
                        new Text(
                                "something is missing even behind wkgate; the text says what",
                                "即使接上 wkgate 仍有缺失，文字说明缺什么"));
            case IMPOSSIBLE ->
                new Mark(
                        "✕",
                        new Text("Impossible", "不可用"),
                        new Text("nothing makes it work on this WuKongIM", "在这个版本上没有办法做到"));
        };
    }
}
