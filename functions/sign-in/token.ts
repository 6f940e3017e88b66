import { redeemCode } from '../../assets/api/sign-in/page-sign-in.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(redeemCode);
