import { duty } from '../../assets/api/reports/duty.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(duty);
