package io.wrapped.sinks.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.security.auth.login.LoginException;
import org.apache.hadoop.hbase.CallQueueTooBigException;
import org.apache.hadoop.hbase.DoNotRetryIOException;
import org.apache.hadoop.hbase.NotServingRegionException;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableNotEnabledException;
import org.apache.hadoop.hbase.TableNotFoundException;
import org.apache.hadoop.hbase.client.NoServerForRegionException;
import org.apache.hadoop.hbase.client.RetriesExhaustedException;
import org.apache.hadoop.hbase.client.RetriesExhaustedException.ThrowableWithExtraContext;
import org.apache.hadoop.hbase.exceptions.RegionMovedException;
import org.apache.hadoop.hbase.ipc.CallTimeoutException;
import org.apache.hadoop.hbase.ipc.ServerNotRunningYetException;
import org.apache.hadoop.hbase.ipc.ServerTooBusyException;
import org.apache.hadoop.hbase.ipc.StoppedRpcClientException;
import org.apache.hadoop.hbase.net.Address;
import org.apache.hadoop.hbase.regionserver.NoSuchColumnFamilyException;
import org.apache.hadoop.hbase.regionserver.RegionServerStoppedException;
import org.apache.hadoop.hbase.security.AccessDeniedException;
import org.apache.hadoop.hbase.shaded.org.apache.zookeeper.KeeperException;
import org.apache.hadoop.hbase.shaded.org.apache.zookeeper.KeeperException.Code;
import org.apache.hadoop.security.KerberosAuthException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryDecisionTest {

    @Test
    void waitsForEveryAnswer() {
        CompletableFuture<Object> second = new CompletableFuture<>();
        var decision =
                RetryDecision.of(
                        List.of("a", "b"), List.of(CompletableFuture.completedFuture(1), second));
        assertThat(decision).isNotDone();
        second.complete(2);
        assertThat(decision.join()).isEqualTo(new RetryDecision<>(List.of(), null, null));
    }

    @Test
    void sendsOnlyWhatFailedAgainAndInOrder() {
        IOException moved = new NotServingRegionException("moved");
        RetryDecision<String> decision =
                RetryDecision.of(
                                List.of("a", "b", "c", "d"),
                                List.of(
                                        CompletableFuture.failedFuture(moved),
                                        CompletableFuture.completedFuture(null),
                                        CompletableFuture.failedFuture(moved),
                                        CompletableFuture.completedFuture(null)))
                        .join();
        assertThat(decision.again()).containsExactly("a", "c");
        assertThat(decision.passing()).isSameAs(moved);
        assertThat(decision.fatal()).isNull();
    }

    @Test
    void oneReasonThatStaysIsFatalWhateverElseFails() {
        IOException denied = new AccessDeniedException("denied");
        RetryDecision<String> decision =
                RetryDecision.of(
                                List.of("a", "b"),
                                List.of(
                                        CompletableFuture.failedFuture(new ConnectException()),
                                        CompletableFuture.failedFuture(denied)))
                        .join();
        assertThat(decision.fatal()).isSameAs(denied);
        assertThat(decision.again()).isEmpty();
    }

    @Test
    void wholeBatchFailsOnlyForReasonsThatStay() {
        assertThat(RetryDecision.ofFailure(List.of("a"), new ConnectException()).again())
                .containsExactly("a");
        assertThat(
                        RetryDecision.ofFailure(List.of("a"), new TableNotFoundException("wrapped"))
                                .fatal())
                .isInstanceOf(TableNotFoundException.class);
    }

    static List<Throwable> passing() {
        return List.of(
                new ConnectException("refused"),
                new CompletionException(new CallTimeoutException("slow")),
                new TimeoutException("slow"),
                new CallQueueTooBigException("busy"),
                new ServerTooBusyException(Address.fromParts("h", 1), 10),
                new NotServingRegionException("gone"),
                new RegionMovedException(ServerName.valueOf("h", 1, 1), 1),
                new RegionServerStoppedException("stopping"),
                new ServerNotRunningYetException("starting"),
                new StoppedRpcClientException(),
                new NoServerForRegionException("r"),
                new TableNotEnabledException("wrapped"),
                new CompletionException(KeeperException.create(Code.CONNECTIONLOSS)),
                KeeperException.create(Code.SESSIONEXPIRED),
                KeeperException.create(Code.NONODE, "/hbase/hbaseid"),
                new SSLHandshakeException("the server is stopping"),
                login(new ConnectException("the KDC is away")),
                exhausted(new NotServingRegionException("gone")));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void triesAgainWhatPasses(Throwable failure) {
        assertThat(RetryDecision.isPassing(failure)).isTrue();
    }

    static List<Throwable> staying() {
        return List.of(
                new TableNotFoundException("wrapped"),
                new NoSuchColumnFamilyException("x"),
                new CompletionException(new AccessDeniedException("denied")),
                new DoNotRetryIOException("Cell with size 20 exceeds limit of 10 bytes"),
                new IllegalArgumentException("KeyValue size too large"),
                new NullPointerException("a bug"),
                new IllegalStateException("table was not created by Wrapped"),
                KeeperException.create(Code.NOAUTH, "/hbase/hbaseid"),
                new CompletionException(KeeperException.create(Code.AUTHFAILED)),
                new SSLHandshakeException("not trusted")
                        .initCause(new CertificateException("no path to an authority")),
                login(null),
                login(new GeneralSecurityException("wrong key")),
                exhausted(new NoSuchColumnFamilyException("x")));
    }

    @ParameterizedTest
    @MethodSource("staying")
    void failsForWhatStays(Throwable failure) {
        assertThat(RetryDecision.isPassing(failure)).isFalse();
    }

    /** As Hadoop and the JDK tell that a login failed. */
    private static Throwable login(@Nullable Throwable why) {
        return new KerberosAuthException("k", new LoginException("no login").initCause(why));
    }

    private static RetriesExhaustedException exhausted(Throwable last) {
        return new RetriesExhaustedException(
                3, List.of(new ThrowableWithExtraContext(last, 0, "region")));
    }
}
