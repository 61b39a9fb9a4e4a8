package io.wkgate.chat.wire;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.KeyAgreement;

/** One side's keys for one connection: curve25519, the public one sent as base64 of its 32 bytes. */
public final class SessionKeyPair {
    private static final String CURVE = "X25519";
    private static final int KEY_LENGTH = 32;

    private final KeyPair keys;

    public SessionKeyPair() {
        try {
            keys = KeyPairGenerator.getInstance(CURVE).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String publicKey() {
        byte[] bigEndian = ((XECPublicKey) keys.getPublic()).getU().toByteArray();
        return Base64.getEncoder().encodeToString(Arrays.copyOf(reversed(bigEndian), KEY_LENGTH));
    }

    /** What both sides encrypt with. */
    public SessionCipher agree(String otherPublicKey, String salt) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
            agreement.init(keys.getPrivate());
            agreement.doPhase(publicKey(otherPublicKey), true);
            return SessionCipher.of(agreement.generateSecret(), salt);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key to agree on: " + otherPublicKey, e);
        }
    }

    private static PublicKey publicKey(String encoded) throws GeneralSecurityException {
        byte[] bigEndian = reversed(Base64.getDecoder().decode(encoded));
        // The highest bit is no part of the number (RFC 7748).
        bigEndian[0] &= 0x7f;
        return KeyFactory.getInstance(CURVE)
                .generatePublic(new XECPublicKeySpec(new NamedParameterSpec(CURVE), new BigInteger(1, bigEndian)));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
