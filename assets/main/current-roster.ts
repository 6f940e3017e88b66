import compiled from '../../roster.yaml';

/** The roster that was deployed. The build compiles it from the file, or refuses to deploy. */
export const roster = compiled;
