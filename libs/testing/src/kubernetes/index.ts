export type { KubeRequest } from './api/serve-api.ts';
export type { ClusterHand } from './cluster-hand.ts';
export type { Knobs, Refusal, Which } from './knobs.ts';
export type { KubeObject, Stored } from './kube-object.ts';
export type { PodFate, PodRule } from './kubelet/pod-rule.ts';
export { type FakeCluster, type FakeClusterOptions, startFakeCluster } from './start-fake-cluster.ts';
export type { StatusReason } from './status-error.ts';
export type { Condition, ContainerStatus, Deployment, KubeEvent, Pod, ReplicaSet } from './workloads.ts';
