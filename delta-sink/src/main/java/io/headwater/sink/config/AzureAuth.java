package io.headwater.sink.config;

import java.util.Locale;

/** {@code headwater.delta.azure.auth}: how to sign in to ADLS Gen2. */
public enum AzureAuth {
  /** Headwater says nothing about it; what is in {@code headwater.delta.hadoop} holds. */
  NONE,
  /** One of the storage account's two keys. */
  SHARED_KEY,
  /** The identity that Azure gives the machine, or one of several. */
  MANAGED_IDENTITY,
  /** The identity that AKS gives the pod, by a token in a file. */
  WORKLOAD_IDENTITY,
  /** An application registered in Entra ID, by its secret. */
  SERVICE_PRINCIPAL;

  /** As it is written in a setting. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
