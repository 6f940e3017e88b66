/** An account of `fleet.yaml`: where its environment and roster are, and where it is deployed to. */
export interface FleetAccount {
  /** Unique in the fleet. */
  readonly name: string;
  /** Path of the environment file, relative to the working directory or absolute. */
  readonly env: string;
  /** Path of the roster file, likewise. */
  readonly roster: string;
  /** The suffix of the domain; empty for the production environment, which has none. */
  readonly suffix: string;
  /** The origin of the deployment, where the file has it: `https://rosterline-1234-prod.twil.io`. */
  readonly url?: string;
}
