import { testEveryAddress } from '../../cloud/every-address';
import { serveAsDeployed } from './as-deployed';

testEveryAddress(serveAsDeployed);
