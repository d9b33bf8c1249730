"""A website is one on the web.

Safe while older code runs, which writes none but these.
"""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("directory", "0002_packaged_words")]
    operations: ClassVar = [
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("website", ""),
                    ("website__startswith", "https://"),
                    ("website__startswith", "http://"),
                    _connector="OR",
                ),
                name="directory_organization_website_is_on_the_web",
            ),
        ),
    ]
