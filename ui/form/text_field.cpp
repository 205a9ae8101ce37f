#include "ui/form/text_field.h"

#include "ui/form/text_box.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace fovea {

TextField::TextField(const Field& field, const FieldHeading& heading, QWidget* parent) : FieldControl(field, parent)
{
    auto* line = new QHBoxLayout;
    line->addWidget(heading.label, 1);
    line->addWidget(heading.mark);
    if (field.key.ends_with(".path")) {
        browse_ = new QPushButton(tr("Browse…"), this);
        browse_->setFocusPolicy(Qt::TabFocus);
        connect(browse_, &QPushButton::clicked, this, &TextField::browse);
        line->addWidget(browse_);
    }
    box_ = new TextBox(this); // after the button above it: Tab goes in the order in which widgets are made
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(line);
    column->addWidget(box_);
    connect(box_, &TextBox::typed, this, &TextField::takeTyped);
    connect(box_, &TextBox::givenUp, this, [this] { show(value()); });
    box_->setPlaceholderText(field.key.ends_with(".path") ? tr("the usual places") : QString());
}

void TextField::show(const QString& value)
{
    box_->showText(value);
}

void TextField::describe()
{
    describePart(box_);
    if (browse_ != nullptr) {
        describePart(browse_, tr("browse"));
    }
}

void TextField::takeTyped()
{
    offer(box_->toPlainText().replace('\n', ' ')); // pasted lines are one text
    letGo();
}

void TextField::browse()
{
    auto* dialog = new QFileDialog(this, labelOf(field(), wording()), value());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        offer(folder);
        letGo();
    });
    dialog->open();
}

} // namespace fovea
