import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { withWords } from '../field/withWords';
import { KratixIntOrString } from './KratixIntOrString';

export { KratixIntOrString };

export const kratixIntOrString = createFormField({
  name: 'KratixIntOrString',
  component: withWords(KratixIntOrString),
});
