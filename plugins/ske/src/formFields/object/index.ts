import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { validateSpec } from '../spec';
import { withWords } from '../field/withWords';
import { KratixObject } from './KratixObject';

export { KratixObject };

export const kratixObject = createFormField({
  name: 'KratixObject',
  component: withWords(KratixObject),
  validation: validateSpec,
});
