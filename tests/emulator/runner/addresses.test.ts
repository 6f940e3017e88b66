import { testAddresses } from '../../cloud/addresses';
import { serveAsDeployed } from './as-deployed';

testAddresses(serveAsDeployed);
