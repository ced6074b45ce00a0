import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** What the scaffolder's page of installed actions shows for `ske:configure-resource`. */
export const configureResourceExamples: TemplateExample[] = [
  {
    description: 'Request a database from a Promise, or change the request',
    example: `steps:
  - id: ske-configure-resource
    name: Create a Database
    action: ske:configure-resource
    input:
      manifest: |
        apiVersion: demo.example.com/v1
        kind: Database
        metadata:
          name: \${{ parameters.objname }}
          namespace: \${{ parameters.objnamespace }}
        spec: \${{ parameters.spec | dump }}
`,
  },
  {
    description: 'Request a new database, and never touch one that exists',
    example: `steps:
  - id: ske-configure-resource
    name: Create a Database
    action: ske:configure-resource
    input:
      onExisting: fail
      manifest: |
        apiVersion: demo.example.com/v1
        kind: Database
        metadata:
          name: \${{ parameters.objname }}
        spec: \${{ parameters.spec | dump }}
`,
  },
  {
    description: 'Say what would be changed, and write nothing',
    example: `steps:
  - id: ske-configure-resource
    name: Check the change
    action: ske:configure-resource
    input:
      dryRun: true
      manifest: |
        apiVersion: demo.example.com/v1
        kind: Database
        metadata:
          name: \${{ parameters.objname }}
        spec: \${{ parameters.spec | dump }}
`,
  },
  {
    description:
      'Change a database only if nobody else did since the form was loaded',
    example: `steps:
  - id: ske-configure-resource
    name: Update the Database
    action: ske:configure-resource
    input:
      fieldManager: my-portal
      manifest: |
        apiVersion: demo.example.com/v1
        kind: Database
        metadata:
          name: \${{ parameters.objname }}
          resourceVersion: "\${{ parameters.resourceVersion }}"
        spec: \${{ parameters.spec | dump }}
`,
  },
];
