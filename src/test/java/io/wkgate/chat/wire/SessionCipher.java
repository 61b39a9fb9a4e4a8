package io.wkgate.chat.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES as the protocol uses it: the key is text, the start of an md5 in hex, and what is encrypted travels as base64. */
public final class SessionCipher {
    private static final int KEY_LENGTH = 16;

    private final SecretKeySpec key;
    private final IvParameterSpec vector;

    private SessionCipher(String key, String vector) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "AES");
        this.vector = new IvParameterSpec(vector.getBytes(StandardCharsets.US_ASCII));
    }

    static SessionCipher of(byte[] secret, String salt) {
        String digest = md5(Base64.getEncoder().encodeToString(secret));
        return new SessionCipher(digest.substring(0, KEY_LENGTH), salt.substring(0, KEY_LENGTH));
    }

    String encrypt(byte[] content) {
        return Base64.getEncoder().encodeToString(run(Cipher.ENCRYPT_MODE, content));
    }

    byte[] decrypt(String content) {
        return run(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(content));
    }

    String messageKey(String signedText) {
        return md5(encrypt(signedText.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] run(int mode, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, key, vector);
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not encrypted with the key of this session", e);
        }
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
