package io.wkgate.compat;

import io.wkgate.compat.UpgradeEffect.Direction;

/** What the reports say beside the matrix itself. A text with {@code %s} is filled by {@link #in(Language, Object...)}. */
enum Phrase {
    TITLE("WuKongIM compatibility", "WuKongIM 兼容性"),
    LEAD(
            "What each version of WuKongIM does, measured on running servers, and what wkgate makes of it.",
            "每个 WuKongIM 版本实际上怎么做，以及接上 wkgate 之后的结果；全部在运行中的服务器上测得。"),
    SKIP("Skip to the matrix", "跳到矩阵"),
    LANGUAGE("Language", "语言"),
    CONTENTS("On this page", "本页内容"),

    YOUR_UPSTREAM("Your upstream", "你的上游"),
    YOURS("yours", "你的上游"),
    ASKED("asked about", "所选版本"),
    NODE("node %s", "节点 %s"),
    NOT_TOLD("%s, version not told", "%s，未告知版本"),
    FROM("from %s", "取自 %s"),
    LAST_SEEN("last seen as %s", "上次见到时是 %s"),
    STATE_KNOWN("answers", "有应答"),
    STATE_NOT_PROBED("was not asked yet", "尚未询问"),
    STATE_UNREACHABLE("is not reachable", "无法连接"),
    STATE_TOKEN_REFUSED("refuses the token (upstream.token)", "拒绝了 token（upstream.token）"),
    STATE_NOT_WUKONGIM("is not a WuKongIM that wkgate knows", "不是 wkgate 认识的 WuKongIM"),
    NONE_CONFIGURED(
            "No WuKongIM is configured (upstream.urls), so this is the matrix of all versions. Choose yours below.",
            "没有配置 WuKongIM（upstream.urls），因此这里显示所有版本的矩阵。可以在下面选择你的版本。"),
    NONE_KNOWN(
            "Which version your WuKongIM is, is not known now, so this is the matrix of all versions. Choose yours below.",
            "目前不知道你的 WuKongIM 是哪个版本，因此这里显示所有版本的矩阵。可以在下面选择你的版本。"),
    SEVERAL(
            "Your nodes run different versions. Each is shown, and wkgate speaks to each node as that node needs it.",
            "你的节点运行着不同的版本。下面逐一列出；wkgate 会按每个节点的版本与它通信。"),
    NO_VERSION(
            "Which WuKongIM you run is not known here: no gateway was asked. Name it with --from VERSION or --upstream URL.",
            "这里不知道你运行的是哪个 WuKongIM：没有询问网关。可用 --from VERSION 或 --upstream URL 指定。"),
    CHOOSE("Show it for version", "按版本查看"),
    SHOW("Show", "查看"),
    BACK("Back to your own upstream", "回到你自己的上游"),

    GLANCE("At a glance", "概览"),
    LACKING("Degraded on %s, and why", "%s 上的缺失及原因"),
    LACKING_SHORT("Degraded for you", "你的缺失"),
    LACKING_NOTHING("Nothing is degraded on %s.", "%s 上没有缺失。"),
    LACKING_LEAD(
            "Nothing that wkgate can do makes up for these. All else works, by itself or through wkgate.",
            "这些是 wkgate 也无法弥补的。其余各项均可用，或经 wkgate 可用。"),
    WHY("Why it matters", "为什么重要"),
    BY_WKGATE("What wkgate does", "wkgate 做什么"),
    EVIDENCE("Evidence", "证据"),
    RECORDING("recording of a real server", "真实服务器的录制"),
    REAL_RUN("run on a real server", "在真实服务器上的运行"),
    TEST("test of every build", "每次构建都运行的测试"),

    UPGRADES("What an upgrade from %s would change", "从 %s 升级会改变什么"),
    UPGRADES_SHORT("Upgrades", "升级"),
    UPGRADES_LEAD(
            "By the marks: better or worse when the mark changes, different when it stays and what happens does not. Behind"
                    + " wkgate, ✓ and ◐ both work for you.",
            "按标记来看：标记变好或变差，算“更好”或“更差”；标记不变而行为改变，算“不同”。接上 wkgate 之后，✓ 和 ◐ 对你来说都可用。"),
    LOST("%s of them even behind wkgate", "其中 %s 项接上 wkgate 也无法弥补"),
    IN_DETAIL("What happens before and after: --to VERSION", "升级前后的具体行为：--to VERSION"),
    OLDER("older", "更旧的版本"),
    BETTER("better", "更好"),
    WORSE("worse", "更差"),
    DIFFERENT("different", "不同"),
    SAME("nothing changes", "没有变化"),
    BEFORE("before", "之前"),
    AFTER("after", "之后"),

    MATRIX("The matrix", "矩阵"),
    CAPTION(
            "Features of WuKongIM by version, as users of wkgate meet them. Open a cell for what wkgate does and for the evidence.",
            "WuKongIM 各版本的功能，以 wkgate 使用者所见为准。展开单元格可看到 wkgate 的处理方式和证据。"),
    FEATURE("Feature", "功能"),
    LEGEND("Marks", "标记说明"),

    BETWEEN("Versions in between", "其间的版本"),
    BETWEEN_LEAD(
            "These were released and not measured. Their cells are taken from the nearest measured version of their line.",
            "这些版本已发布但未经测量，其内容取自同系列中最接近的已测量版本。"),
    RELEASES("releases that were not measured", "未经测量的发布版本"),
    TAKEN("taken from", "取自"),

    GENERATED(
            "Made from the files beside it; a test fails when it is stale. To make it anew: %s",
            "由同一文件夹中的文件生成；过期时测试会失败。重新生成：%s"),
    OTHER_LANGUAGE("[中文](%s)", "[English](%s)"),
    IN_FULL("in full", "详情"),
    VERSION("Version", "版本"),
    HAPPENS("What happens", "实际情况"),

    FOOT(
            "Every cell rests on a recording, a run on a real server or a test. The same as data: /v1/compat. In the terminal:"
                    + " wkgate compat.",
            "每个单元格都以录制、真实服务器上的运行或测试为依据。同样内容的数据：/v1/compat。在终端里：wkgate compat。");

    private final Text text;

    Phrase(String en, String zh) {
        text = new Text(en, zh);
    }

    static Phrase of(Direction direction) {
        return switch (direction) {
            case BETTER -> BETTER;
            case WORSE -> WORSE;
            case DIFFERENT -> DIFFERENT;
        };
    }

    /** As a sentence or a word, filled with the values. */
    String in(Language language, Object... values) {
        String said = text.in(language);
        return values.length == 0 ? said : said.formatted(values);
    }
}
