package io.headwater.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of the loopback address, and its key, made by the JDK's keytool. */
public final class LoopbackCertificate {

  private static final String PASSWORD = "loopback";

  private final Path keyStore;

  private LoopbackCertificate(Path keyStore) {
    this.keyStore = keyStore;
  }

  /** Makes one that is good for a day. */
  public static LoopbackCertificate in(Path directory) {
    Path keyStore = directory.resolve("loopback.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "loopback",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-validity",
            "1",
            "-storetype",
            "PKCS12",
            "-keystore",
            keyStore.toString(),
            "-storepass",
            PASSWORD);
    try {
      Files.createDirectories(directory);
      Path log = directory.resolve("keytool.log");
      if (new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor()
          != 0) {
        throw new IllegalStateException("keytool failed: " + Files.readString(log));
      }
      return new LoopbackCertificate(keyStore);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while keytool ran", e);
    }
  }

  /** What makes a JVM trust it, and no other. */
  public List<String> jvmOptions() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + keyStore, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /** Settings of a Kafka client that trusts it, and no other. */
  public Map<String, String> clientSettings() {
    return Map.of(
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.location",
        keyStore.toString(),
        "ssl.truststore.password",
        PASSWORD);
  }

  /** Lines for a broker that shows it. */
  public List<String> brokerSettings() {
    return List.of(
        "ssl.keystore.type=PKCS12",
        "ssl.keystore.location=" + keyStore,
        "ssl.keystore.password=" + PASSWORD);
  }

  /** For a server that shows it, and for clients that trust it and no other. */
  public SSLContext context() {
    try (InputStream stored = Files.newInputStream(keyStore)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(stored, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(keys);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
