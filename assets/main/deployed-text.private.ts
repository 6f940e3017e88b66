import source from '../../roster.yaml?text';

/** The text of the file that was deployed. */
export const text = source;
