package io.wkgate.compat;

/** Where in the files of the matrix something is wrong. */
record Place(String file, String entry) {

    static Place ofGroup(FeatureGroup group) {
        return new Place("features/NN-" + group.id() + ".json", "");
    }

    static Place ofFeature(FeatureGroup group, Feature feature) {
        return new Place("features/NN-" + group.id() + ".json", feature.id());
    }

    static Place ofVersion(MeasuredVersion version) {
        return new Place("versions/" + version.name() + ".json", "");
    }

    static Place ofCell(MeasuredVersion version, String feature) {
        return new Place("versions/" + version.name() + ".json", feature);
    }

    static Place ofRelease(Release release) {
        return new Place("releases.json", release.tag());
    }

    /** @param advice what to write there */
    String says(String fault, String advice) {
        return "compat-matrix/" + file + (entry.isEmpty() ? "" : ", " + entry) + ": " + fault + "; " + advice;
    }
}
