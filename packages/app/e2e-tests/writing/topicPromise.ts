/** A Promise that a platform engineer writes and installs, as YAML. The second version has one more required field, and another image. */
export function topicYaml(id: string, version: 1 | 2): string {
  return `# The topics of a message broker.
apiVersion: platform.kratix.io/v1alpha1
kind: Promise
metadata:
  name: topic-${id}
  labels:
    kratix.io/promise-version: v${version}.0.0
spec:
  api:
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata:
      name: topic${id}s.topics.demo.kratix-portal.io
    spec:
      group: topics.demo.kratix-portal.io
      scope: Namespaced
      names:
        kind: Topic${id}
        plural: topic${id}s
        singular: topic${id}
      versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  required: [${version === 1 ? 'team' : 'team, retention'}]
                  properties:
                    team:
                      type: string
                    retention:
                      type: string
                      description: How long messages are kept.
  workflows:
    config: {}
    resource:
      configure:
        - apiVersion: platform.kratix.io/v1alpha1
          kind: Pipeline
          metadata:
            name: create-topic
          spec:
            containers:
              - name: create
                image: registry.example.com/topic/create:v${version}
`;
}

/** A request for a topic that is valid in the first version of its Promise only. */
export function topic(id: string, name: string): object {
  return {
    apiVersion: 'topics.demo.kratix-portal.io/v1',
    kind: `Topic${id}`,
    metadata: { name, namespace: 'default' },
    spec: { team: 'shop' },
  };
}
