import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { KratixObject } from './KratixObject';

export const kratixObject = createFormField({
  name: 'KratixObject',
  component: KratixObject,
});
