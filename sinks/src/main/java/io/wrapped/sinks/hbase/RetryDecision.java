package io.wrapped.sinks.hbase;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.security.auth.login.LoginException;
import org.apache.hadoop.hbase.DoNotRetryIOException;
import org.apache.hadoop.hbase.NotAllMetaRegionsOnlineException;
import org.apache.hadoop.hbase.TableNotEnabledException;
import org.apache.hadoop.hbase.UnknownRegionException;
import org.apache.hadoop.hbase.client.NoServerForRegionException;
import org.apache.hadoop.hbase.client.OperationTimeoutExceededException;
import org.apache.hadoop.hbase.exceptions.MasterStoppedException;
import org.apache.hadoop.hbase.ipc.ServerTooBusyException;
import org.apache.hadoop.hbase.ipc.StoppedRpcClientException;
import org.apache.hadoop.hbase.quotas.QuotaExceededException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a batch once HBase has answered for each of its parts: what failed for a reason
 * that passes is sent again, a reason that stays fails the job.
 *
 * @param again what HBase did not take, in the order it was sent
 * @param passing one of the reasons that pass, null when {@code again} is empty
 * @param fatal a reason that stays, null when there is none
 */
record RetryDecision<T>(List<T> again, @Nullable Throwable passing, @Nullable Throwable fatal) {

    /** Reasons that pass although HBase's own client does not try again. */
    private static final Set<Class<? extends DoNotRetryIOException>> PASSING =
            Set.of(
                    MasterStoppedException.class,
                    NoServerForRegionException.class,
                    NotAllMetaRegionsOnlineException.class,
                    OperationTimeoutExceededException.class,
                    QuotaExceededException.class,
                    ServerTooBusyException.class,
                    StoppedRpcClientException.class,
                    TableNotEnabledException.class,
                    UnknownRegionException.class);

    /**
     * Answers of ZooKeeper, which is asked where HBase is, that no patience changes. By their
     * names, since clients of HBase differ in what package they have ZooKeeper's client in.
     */
    private static final Set<String> STAYING =
            Set.of(
                    "AuthFailedException",
                    "InvalidACLException",
                    "NoAuthException",
                    "SessionClosedRequireAuthException");

    /** Decides when all answers are there; never completes exceptionally. */
    static <T> CompletableFuture<RetryDecision<T>> of(
            List<T> sent, List<? extends CompletableFuture<?>> answers) {
        List<CompletableFuture<@Nullable Throwable>> failures = new ArrayList<>(answers.size());
        for (CompletableFuture<?> answer : answers) {
            failures.add(answer.handle((result, failure) -> failure));
        }
        return CompletableFuture.allOf(failures.toArray(CompletableFuture[]::new))
                .thenApply(
                        done ->
                                decide(
                                        sent,
                                        failures.stream().map(CompletableFuture::join).toList()));
    }

    /** Decides for a batch that failed as a whole. */
    static <T> RetryDecision<T> ofFailure(List<T> sent, Throwable failure) {
        return isPassing(failure)
                ? new RetryDecision<>(sent, failure, null)
                : new RetryDecision<>(List.of(), null, failure);
    }

    private static <T> RetryDecision<T> decide(
            List<T> sent, List<? extends @Nullable Throwable> failures) {
        List<T> again = new ArrayList<>();
        Throwable passing = null;
        for (int i = 0; i < sent.size(); i++) {
            Throwable failure = failures.get(i);
            if (failure == null) {
                continue;
            }
            if (!isPassing(failure)) {
                return new RetryDecision<>(List.of(), null, failure);
            }
            again.add(sent.get(i));
            passing = failure;
        }
        return new RetryDecision<>(again, passing, null);
    }

    /**
     * Whether trying again can help. Whatever comes from the network, from servers that die, start
     * or are busy, from regions that move, and from a ZooKeeper that is away or does not know yet
     * where HBase is, passes. A table or family that is not there, a denied access and a value too
     * large stay, as do a login that is refused, a certificate that is not trusted, and programming
     * errors.
     */
    static boolean isPassing(Throwable failure) {
        boolean passing = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable stated = cause;
            if (cause instanceof CompletionException || cause instanceof ExecutionException) {
                continue;
            }
            if (cause instanceof DoNotRetryIOException) {
                return PASSING.stream().anyMatch(type -> type.isInstance(stated));
            }
            if (isOfZooKeeper(cause)) {
                return !STAYING.contains(cause.getClass().getSimpleName());
            }
            if (cause instanceof IllegalArgumentException
                    || cause instanceof CertificateException) {
                return false;
            }
            // Hadoop makes an IOException of a refused login; why is below it, as of a KDC away.
            passing = !(cause instanceof LoginException) && (passing || comesFromAfar(cause));
        }
        return passing;
    }

    private static boolean isOfZooKeeper(Throwable cause) {
        return cause.getClass()
                .getSuperclass()
                .getName()
                .endsWith("org.apache.zookeeper.KeeperException");
    }

    private static boolean comesFromAfar(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof RejectedExecutionException;
    }
}
