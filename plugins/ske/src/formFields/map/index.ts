import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { validateSpec } from '../spec';
import { KratixMap } from './KratixMap';

export { KratixMap };

export const kratixMap = createFormField({
  name: 'KratixMap',
  component: KratixMap,
  validation: validateSpec,
});
