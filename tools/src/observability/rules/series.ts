/** The series of a name that match: `up{job="shop", namespace="staging"}`. */
export const series = (name: string, ...matchers: readonly string[]): string => `${name}{${matchers.join(', ')}}`;

/** What a service says of itself: the PodMonitor gives series its name as `job`. */
export const ofService = (service: string): string => `job="${service}"`;

/** What the kubelet (cAdvisor) and kube-state-metrics say of a service's container, which is called after it. */
export const ofContainer = (service: string): string => `container="${service}"`;
