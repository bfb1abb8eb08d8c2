#!/bin/sh
# Makes the bucket, and the key that the application works with: it reaches this one bucket and nothing else. Run again at
# every start, it sets the same again.
set -eu

if [ "$S3_ENDPOINT" != http://minio:9000 ]; then
  echo 'Another store is used: its bucket and key are made there.'
  exit 0
fi

mc alias set store "$S3_ENDPOINT" "$MINIO_ROOT_USER" "$MINIO_ROOT_PASSWORD"
mc mb --ignore-existing "store/$S3_BUCKET"

cat >/tmp/one-bucket.json <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      "Resource": ["arn:aws:s3:::$S3_BUCKET"]
    },
    {
      "Effect": "Allow",
      "Action": [
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts"
      ],
      "Resource": ["arn:aws:s3:::$S3_BUCKET/*"]
    }
  ]
}
POLICY
mc admin policy create store one-bucket /tmp/one-bucket.json
mc admin user add store "$S3_ACCESS_KEY" "$S3_SECRET_KEY"
mc admin policy attach store one-bucket --user "$S3_ACCESS_KEY" || mc admin user info store "$S3_ACCESS_KEY" | grep -q one-bucket
