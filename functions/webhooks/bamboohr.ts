import { webhook } from '../../assets/main/composition.private';
import { bamboohr } from '../../assets/providers/bamboohr/receive';

export const handler = webhook(bamboohr);
