package muster.apiedge.spring;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import tools.jackson.databind.json.JsonMapper;

/** Tells whether two requests under one Idempotency-Key are the same. */
public final class RequestHash {
  private RequestHash() {}

  /**
   * SHA-256 of what was understood: spaces and the order of fields don't make another request.
   *
   * @param request as it was read from the body
   */
  public static byte[] of(JsonMapper mapper, Object request) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(mapper.writeValueAsBytes(request));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
