"""Prints template.yaml as `sam deploy` would send it to CloudFormation, but for a test that plays Lambda itself.

Usage: deployable.py TEMPLATE CODE_BUCKET

The functions' triggers are made and switched off, and the roles trust the account too: the test polls the queues and
runs the functions, each with the credentials of its role. Whoever may send mail may do so as anybody: MiniStack asks for the
right to send without saying from which address.
"""

import json
import os
import sys

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

REGION = "us-east-1"
os.environ["AWS_DEFAULT_REGION"] = REGION  # the translator asks for it


class NoManagedPolicies:
    """The template names no policy of AWS's own, so there is nobody to ask for their ARNs."""

    def load(self):
        return {}


def deployable(template, bucket):
    archives = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}
    for resource in template["Resources"].values():
        if resource["Type"] in archives:
            file = archives[resource["Type"]]
            resource["Properties"][file] = f"s3://{bucket}/{resource['Properties'][file]}"
    template = transform(template, {"AWS::Region": REGION, "AWS::Partition": "aws"}, NoManagedPolicies())
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        match resource["Type"]:
            case "AWS::Lambda::EventSourceMapping":
                properties["Enabled"] = False
            case "AWS::Events::Rule":
                properties["State"] = "DISABLED"
            case "AWS::IAM::Role":
                trust = {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}
                statement = {"Effect": "Allow", "Principal": trust, "Action": "sts:AssumeRole"}
                properties["AssumeRolePolicyDocument"]["Statement"].append(statement)
                for policy in properties.get("Policies", []):
                    for allowed in policy["PolicyDocument"]["Statement"]:
                        if allowed["Action"] == "ses:SendEmail":
                            allowed["Resource"] = "*"
                            del allowed["Condition"]
    return template


with open(sys.argv[1], encoding="utf-8") as source:
    json.dump(deployable(yaml_parse(source.read()), sys.argv[2]), sys.stdout, separators=(",", ":"))
