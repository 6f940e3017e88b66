/** Nothing was deployed: the command was asked wrongly, or it could not be done. Exit code 2. */
export class NotDeployed extends Error {}

/** Deployed, but something about it is not well. Exit code 1. */
export class DeployedUnhealthy extends Error {}
