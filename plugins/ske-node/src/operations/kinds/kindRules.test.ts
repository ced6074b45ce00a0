import { checkKindAllowed } from './kindRules';

describe('checkKindAllowed', () => {
  it.each([
    ['v1', 'Secret'],
    ['v1', 'ServiceAccount'],
    ['v1', 'Node'],
    ['v1', 'Pod'],
    ['v1', 'Binding'],
    ['rbac.authorization.k8s.io/v1', 'Role'],
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
    ['rbac.authorization.k8s.io/v1beta1', 'ClusterRoleBinding'],
    ['authorization.openshift.io/v1', 'ClusterRoleBinding'],
    ['oauth.openshift.io/v1', 'OAuthAccessToken'],
    ['certificates.k8s.io/v1', 'CertificateSigningRequest'],
    ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
    ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['apiregistration.k8s.io/v1', 'APIService'],
    ['authentication.k8s.io/v1', 'TokenReview'],
    ['authentication.k8s.io/v1', 'TokenRequest'],
    ['authentication.k8s.io/v1', 'SelfSubjectReview'],
    ['authorization.k8s.io/v1', 'SelfSubjectAccessReview'],
    ['authorization.openshift.io/v1', 'SubjectAccessReview'],
    ['imagepolicy.k8s.io/v1alpha1', 'ImageReview'],
    ['policy/v1', 'Eviction'],
    ['autoscaling/v1', 'Scale'],
  ])('S20: rejects %s %s', (apiVersion, kind) => {
    expect(() => checkKindAllowed(apiVersion, kind)).toThrow(
      expect.objectContaining({ code: 'kind-not-allowed', status: 403 }),
    );
  });

  it.each([
    ['v1', 'ConfigMap'],
    ['v1', 'Namespace'],
    ['platform.kratix.io/v1alpha1', 'Promise'],
    ['demo.example.com/v1', 'Database'],
    ['demo.example.com/v1', 'Secret'],
    ['demo.example.com/v1', 'CodeReview'],
    ['apps/v1', 'Deployment'],
    ['batch/v1', 'Job'],
  ])('S20: leaves %s %s to RBAC', (apiVersion, kind) => {
    expect(() => checkKindAllowed(apiVersion, kind)).not.toThrow();
  });
});
