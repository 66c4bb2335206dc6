"""What bodies publish, to test with."""

import factory

from publishing import models
from tests.factories import BodyFactory, RecordFactory


class PublishingFactory(RecordFactory):
    class Meta:
        model = models.Publishing

    body = factory.SubFactory(BodyFactory)
    code = factory.Sequence(lambda n: f"body-{n}")
