import { webhook } from '../../assets/main/composition.private';
import { slack } from '../../assets/providers/slack/receive';

export const handler = webhook(slack);
