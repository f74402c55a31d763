/** What of an object's metadata is read here. Objects come from registries and clusters, so that any of it may be missing. */
export interface KubernetesMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What every object of Kubernetes has. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: KubernetesMetadata;
}
