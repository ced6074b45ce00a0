import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { validateSpec } from '../spec';
import { KratixObject } from './KratixObject';

export { KratixObject };

export const kratixObject = createFormField({
  name: 'KratixObject',
  component: KratixObject,
  validation: validateSpec,
});
