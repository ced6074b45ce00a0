import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './nav';

// `app.packages: all` enables all other features, which are dependencies in package.json.
export default createApp({ features: [navModule] });
