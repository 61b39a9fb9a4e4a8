package io.wkgate.compat;

/** Reads the files of {@code compat-matrix/}. */
final class MatrixReader {

    private MatrixReader() {}

    static Matrix packed() {
        throw new UnsupportedOperationException();
    }
}
