import { webhook } from '../../assets/composition.private';
import { bamboohr } from '../../assets/providers/bamboohr.private';

export const handler = webhook(bamboohr);
