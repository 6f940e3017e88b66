/** Nothing was deployed. Exit code 2. */
export class NotDeployed extends Error {}

/** Deployed, but unhealthy. Exit code 1. */
export class DeployedUnhealthy extends Error {}
