/** A short Promise to start from. */
export const examplePromise = `apiVersion: platform.kratix.io/v1alpha1
kind: Promise
metadata:
  name: cache
  labels:
    kratix.io/promise-version: v1.0.0
  annotations:
    ske.backstage.template/description: A cache for one team
    kratix-portal.io/form: |
      order: [team, size]
      fields:
        size: {widget: radio}
        eviction: {advanced: true}
spec:
  api:
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata:
      name: caches.demo.example.com
    spec:
      group: demo.example.com
      names: {kind: Cache, plural: caches, singular: cache}
      scope: Namespaced
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
                  required: [team]
                  properties:
                    team:
                      type: string
                      description: The team that owns the cache
                    size:
                      type: string
                      enum: [small, medium, large]
                      default: small
                    eviction:
                      type: object
                      properties:
                        policy: {type: string}
                        afterSeconds: {type: integer, minimum: 1}
`;
