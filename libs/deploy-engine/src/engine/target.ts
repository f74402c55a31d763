/** What is deployed, and where. */
export interface Target {
  readonly service: string;
  /** Its name in the rules and in `k8s/platform.yaml`: `staging`. */
  readonly environment: string;
}

/** Who asks. */
export interface Actor {
  /** Where the person is known, and as whom: `slack:U0123ADA`, `terminal:ada`. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** The groups that the place where the person is known says of them: `slack:S0PLATFORM`. */
  readonly groups?: readonly string[];
}
