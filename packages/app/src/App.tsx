import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './nav';

// Every other feature is a dependency in package.json, switched on by `app.packages: all`.
export default createApp({ features: [navModule] });
