import { redeemCode } from '../../assets/api/sign-in/redeem-code';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(redeemCode);
