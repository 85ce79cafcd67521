package muster.localstack;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for several things at once without waiting for the slow ones when another has failed
 * already.
 */
final class FirstFailure {
  private FirstFailure() {}

  /**
   * Returns when all are done. Throws {@link CompletionException} as soon as one of them has
   * failed, or one of the others, which are not waited for.
   */
  static void await(Collection<CompletableFuture<?>> all, List<CompletableFuture<?>> others) {
    CompletableFuture<@Nullable Void> failed = new CompletableFuture<>();
    for (CompletableFuture<?> one : all) {
      var unused = one.whenComplete((done, error) -> fail(failed, error));
    }
    for (CompletableFuture<?> one : others) {
      var unused = one.whenComplete((done, error) -> fail(failed, error));
    }
    CompletableFuture.anyOf(failed, CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
        .join();
  }

  private static void fail(CompletableFuture<?> failed, @Nullable Throwable error) {
    if (error instanceof CompletionException && error.getCause() != null) {
      failed.completeExceptionally(error.getCause());
    } else if (error != null) {
      failed.completeExceptionally(error);
    }
  }
}
