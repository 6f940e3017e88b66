import { signInOptions } from '../assets/api/sign-in/sign-in-options';
import { createHandler } from '../assets/main/composition.private';

export const handler = createHandler(signInOptions);
